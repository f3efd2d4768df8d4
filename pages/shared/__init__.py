"""What both pages share: text shown as it is, files received, findings, looks."""
