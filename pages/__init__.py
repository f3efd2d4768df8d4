"""The pages of the application: forms and views over the packages.

Modules live in sub-packages only: Streamlit takes a module directly in a folder of this name for a page of its own.
"""
