"""Pure decisions that bring workplaces and learners together."""
