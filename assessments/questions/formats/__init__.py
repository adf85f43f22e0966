"""GIFT, Moodle XML, Aiken, QTI and Common Cartridge: text to definitions and back. Each module reads or writes one of them."""
