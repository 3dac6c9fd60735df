"""Week, month and agenda on paper or in a PDF: loaded when first asked for."""
