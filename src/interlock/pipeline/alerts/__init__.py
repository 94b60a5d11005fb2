"""Alerts: rules in a file, evaluated over two states of a ledger, delivered to standard output, a file, a webhook."""

from interlock.pipeline.alerts.alerting import Alerting, Told
from interlock.pipeline.alerts.delivering import as_json_line
from interlock.pipeline.alerts.evaluating import Alert
from interlock.pipeline.alerts.record import AlertsError
from interlock.pipeline.alerts.rules import read_rules
from interlock.reporting.alerts import alerts_text

__all__ = ["Alert", "Alerting", "AlertsError", "Told", "alerts_text", "as_json_line", "read_rules"]
