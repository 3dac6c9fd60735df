"""Takes Calendar's discovery document alone: by default all six hundred go in, 100 MB."""

from PyInstaller.utils.hooks import collect_data_files, copy_metadata

# The library asks for its own version on every request.
datas = copy_metadata("google_api_python_client") + collect_data_files(
    "googleapiclient.discovery_cache", includes=["documents/calendar.v3.json"]
)
