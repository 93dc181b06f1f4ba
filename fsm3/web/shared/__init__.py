"""What all doors share: middleware, health addresses, layout, components and the texts of problems."""
