"""Values and rules of Aula, and the ports that other rooms fill; standard library and dateutil only."""
