"""LibreOffice accepts or rejects everything. Run by a Python that has UNO: arguments `how|input|output`, `how` accept, reject or none."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def setting(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connected(pipe):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(200):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice does not answer")


def judge(context, jobs):
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    for how, given, wanted in (job.split("|") for job in jobs):
        document = desktop.loadComponentFromURL(Path(given).as_uri(), "_blank", 0, (setting("Hidden", True),))
        if how in COMMANDS:
            dispatcher.executeDispatch(document.CurrentController.Frame, COMMANDS[how], "", 0, ())
        document.storeToURL(Path(wanted).as_uri(), (setting("FilterName", "MS Word 2007 XML"),))
        document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    pipe = f"judge{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}/u", f"--accept=pipe,name={pipe};urp;"]
        )
        try:
            judge(connected(pipe), sys.argv[1:])
            office.wait(30)
        finally:
            office.kill()
