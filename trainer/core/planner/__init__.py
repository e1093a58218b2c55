"""The planner: a week as a problem of whole numbers – its rules, costs, search and explanations. Pure."""
