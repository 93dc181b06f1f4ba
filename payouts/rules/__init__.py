"""The rules of this app: pure values and functions, which need neither database nor Django."""
