"""A Google-compatible server on loopback: for the demo, for tests, and for any Google client."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop_app.demo.server import DemoServer

__all__ = ["DemoServer"]


def __getattr__(name: str) -> Any:
    # Lazy: whoever imports the package for one small module does not pay for the whole server.
    if name == "DemoServer":
        from desktop_app.demo.server import DemoServer

        return DemoServer
    raise AttributeError(name)
