"""What is being typed reaches the server after a short rest, not only when the field is left: a reload in mid-sentence loses nothing."""

import streamlit as st

AREA = "brief-form"  # key of the container whose fields are sent while they are typed in

# Streamlit takes a text area at Ctrl+Enter, a text line at Enter. Never while a word is being composed: Chinese is typed through an
# input method, and its half-finished letters are no text.
_SCRIPT = """
<script>
if (!window.bzTyping) {
  window.bzTyping = new WeakMap();
  const send = e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', code: 'Enter', keyCode: 13, ctrlKey: true, bubbles: true}));
  const later = event => {
    const e = event.target;
    if (event.isComposing || !e.matches?.('.st-key-AREA :is(.stTextArea textarea, .stTextInput input)')) return;
    clearTimeout(window.bzTyping.get(e));
    window.bzTyping.set(e, setTimeout(() => e.isConnected && document.activeElement === e && send(e), 1200));
  };
  document.addEventListener('input', later);
  document.addEventListener('compositionend', later);
}
</script>
"""


def apply() -> None:
    """Put the script into the page; it is there once however often the page is drawn."""
    st.html(_SCRIPT.replace("AREA", AREA), unsafe_allow_javascript=True)
