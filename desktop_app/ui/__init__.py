"""The window: what the teacher sees and touches; knows the services, never files or networks."""
