"""The staging screen: what comes in beside what is here, and whose words stand."""
