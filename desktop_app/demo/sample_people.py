"""The students of the sample term, and what their classes say of them."""

import random
from dataclasses import dataclass
from typing import Any

# No look-alikes: a student reads the code aloud.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Student:
    """A student, or a group of them with more than one seat."""

    name: str
    focus: str
    price: str
    color: str
    seats: int = 1
    taken: int = 1

    def details(self) -> dict[str, str]:
        """Return the class details as private properties."""
        chance = random.Random(self.name)
        letters = "".join(chance.choice(_LETTERS) for _ in range(6))
        return {
            "aulaAccessCode": f"{letters[:3]}-{letters[3:]}",
            "aulaClassType": "grupal" if self.seats > 1 else "individual",
            "aulaMaxParticipants": str(self.seats),
            "aulaCurrentParticipants": str(self.taken),
            "aulaFocus": self.focus,
            "aulaPrice": self.price,
            "aulaStatus": "scheduled",
        }

    @property
    def description(self) -> str:
        """The description that the platform wrote."""
        kind = "grupal" if self.seats > 1 else "individual"
        return f"La clase sera {kind} con x{self.seats} participantes"


STUDENTS = (
    Student("Ana Fernández", "Conversación", "12000", "9"),
    Student("Martín Sosa", "Entrevistas de trabajo", "14000", "10"),
    Student("Lucía Gómez", "First Certificate", "13000", "3"),
    Student("Joaquín Pereyra", "Inglés para viajar", "12000", "6"),
    Student("Sofía Álvarez", "IELTS", "15000", "7"),
    Student("Tomás Romero", "Escuela secundaria", "11000", "2"),
    Student("Valentina Acosta", "Conversación", "12000", "1"),
    Student("Nicolás Benítez", "Inglés técnico", "14000", "5"),
    Student("Camila Ríos", "Pronunciación", "12500", "4"),
    Student("Facundo Medina", "Negocios", "15000", "9"),
    Student("Julieta Herrera", "First Certificate", "13000", "10"),
    Student("Agustín Molina", "Principiante", "11000", "3"),
    Student("Micaela Castro", "Conversación", "12000", "6"),
    Student("Federico Ortiz", "Presentaciones", "14500", "7"),
    Student("Carolina Núñez", "TOEFL", "15000", "2"),
    Student("Ignacio Luna", "Escuela secundaria", "11000", "1"),
    Student("Florencia Juárez", "Gramática", "12000", "5"),
    Student("Santiago Cabrera", "Inglés médico", "15000", "4"),
    Student("Rocío Aguirre", "Conversación", "12000", "9"),
    Student("Matías Godoy", "Principiante", "11000", "10"),
    Student("Delfina Ojeda", "Literatura", "13000", "3"),
    Student("Emiliano Ponce", "Negocios", "15000", "6"),
    Student("Abril Figueroa", "Escuela secundaria", "11000", "7"),
    Student("Gonzalo Vera", "Entrevistas de trabajo", "14000", "2"),
    Student("Milagros Ledesma", "IELTS", "15000", "1"),
    Student("Bruno Quiroga", "Conversación", "12000", "5"),
    Student("Paula Villalba", "Pronunciación", "12500", "4"),
    Student("Ezequiel Farías", "Inglés técnico", "14000", "9"),
    Student("Clara Domínguez", "First Certificate", "13000", "10"),
    Student("Ramiro Ibáñez", "Inglés para viajar", "12000", "3"),
)
B1 = Student("Grupo B1", "Gramática y conversación", "8000", "8", 6, 5)
CLUB = Student("Club de lectura", "Literatura", "6000", "11", 8, 6)
FCE = Student("Grupo First", "First Certificate", "9000", "8", 5, 4)
WORKSHOP = Student("Taller de pronunciación", "Pronunciación", "10000", "11", 10, 7)

# Where some of them live, when that is not Buenos Aires.
_ABROAD = {
    "Ignacio Luna": ("Madrid", "Europe/Madrid"),
    "Paula Villalba": ("Ciudad de México", "America/Mexico_City"),
    "Ezequiel Farías": ("Santiago", "America/Santiago"),
}


def roster() -> list[dict[str, Any]]:
    """Return what the teacher knows of the students, by the names of Aula's fields. The numbers
    belong to nobody."""
    found = []
    for number, one in enumerate(STUDENTS, 1):
        city, zone = _ABROAD.get(one.name, ("Buenos Aires", ""))
        found.append(
            {
                "id": f"sample{number:02}",
                "name": one.name,
                "phone": f"+54 9 11 5555-{number:04}",
                "city": city,
                "zone": zone,
                "color_id": one.color,
                "price": one.price,
                "notes": f"{one.focus}.",
            }
        )
    return found
