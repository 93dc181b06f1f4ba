"""The call and who answers it: pools, municipalities, caps, applications, assessments and decisions."""
