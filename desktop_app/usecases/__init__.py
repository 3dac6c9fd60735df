"""What can be asked of Aula, by a window, a command or a program."""
