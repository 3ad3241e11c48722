print("precedent")
