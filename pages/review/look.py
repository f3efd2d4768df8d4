"""What only this page looks like, and the script by which text and list follow one another."""

import streamlit as st

# The two panes fill the window under what stands above them, and scroll each by itself
_CSS = """
:root {--bz-pad: 126 87 170;}
@media (prefers-color-scheme: dark) {:root {--bz-pad: 176 140 222;}}
.bz-review-sheet, .st-key-review-list {max-height: max(300px, calc(100vh - 256px)); overflow: auto;}
.bz-review-sheet {padding: .5rem 1.1rem .8rem .3rem; font-size: 1.02rem; line-height: 1.75;}
.bz-review-sheet p {position: relative; padding-left: 2.2rem; min-height: 0;}
.bz-review-sheet p.bz-section {font-weight: 700;}
.bz-place {position: absolute; left: 0; width: 1.7rem; text-align: right; text-indent: 0;}
.bz-place {font: .7rem/2.6 sans-serif; color: var(--bz-quiet);}
.bz-review-sheet mark {cursor: pointer; border-bottom: 2px solid transparent;}
.bz-review-sheet mark.bz-bad {border-color: var(--bz-bad-edge);}
.bz-review-sheet mark.bz-warn {border-color: var(--bz-warn-edge);}
.bz-review-sheet mark.bz-info {border-color: var(--bz-accent);}
.bz-review-sheet mark.bz-now {outline: 2px solid var(--bz-accent); outline-offset: 1px;}
.bz-review-sheet sup {cursor: pointer; font: 600 .68rem/1 sans-serif; padding: 0 1px; color: var(--bz-number);}
.bz-review-sheet sup::before {content: "\\2060";}
.bz-review-sheet [class^="bz-pad"] > mark {background: none;}
.bz-pad1 {background: rgb(var(--bz-pad) / .10);} .bz-pad2 {background: rgb(var(--bz-pad) / .19);}
.bz-pad3 {background: rgb(var(--bz-pad) / .29);} .bz-pad4 {background: rgb(var(--bz-pad) / .40);}
.bz-legend {font-size: .84rem; color: var(--bz-quiet);}
.bz-legend span {padding: 0 .7em; margin: 0 1px; border-radius: 2px;}
.st-key-review-list {padding-right: .4rem;}
.st-key-review-list [data-testid="stVerticalBlock"] {gap: .3rem;}
.st-key-review-list .bz-heading {margin-top: .35rem; font-size: 1rem;}
.st-key-review-list [class*="st-key-go-"] button {
  width: 100%; justify-content: flex-start; text-align: left; color: inherit; padding: .22rem .55rem; min-height: 0;
  border: 1px solid var(--bz-line); border-left: 4px solid var(--bz-accent); border-radius: 4px;
}
.st-key-review-list [class*="st-key-go-"] button > div {justify-content: flex-start;}
.st-key-review-list [class*="st-key-go-"] button p {text-align: left; font-size: .92rem; line-height: 1.5; white-space: normal;}
.st-key-review-list [class*="-error"] button {border-left-color: var(--bz-bad-edge);}
.st-key-review-list [class*="-warning"] button {border-left-color: var(--bz-warn-edge);}
.st-key-review-list [class*="-accepted"] button, .st-key-review-list [class*="-dismissed"] button {border-left-color: var(--bz-line);}
.st-key-review-card {border: 2px solid var(--bz-accent); border-radius: 6px; padding: .55rem .7rem; background: var(--bz-paper);}
.st-key-review-trim mark {text-decoration: line-through;}
.bz-card {line-height: 1.6; overflow-wrap: anywhere;}
.bz-card p {margin: 0 0 .2rem;}
.bz-card .head {font-size: .88rem; color: var(--bz-quiet);}
.bz-card .head b {margin-right: .5em; padding: 0 .4em; border-radius: 3px; color: inherit;}
.bz-card .head b.bad {background: var(--bz-bad-mark);} .bz-card .head b.warn {background: var(--bz-warn-mark);}
.bz-card .head b.info {background: var(--bz-info-mark);}
.bz-card .edit {padding: .25rem .5rem; background: var(--bz-head); border-radius: 4px;}
.bz-card .edit del {color: var(--bz-bad-edge);}
.bz-card .edit ins {color: var(--bz-good-edge); text-decoration: none; font-weight: 600;}
"""
_SCRIPT = """
<script>
(() => {
  if (!window.bzReview) {
    window.bzReview = true;
    document.addEventListener("click", event => {
      const mark = event.target.closest?.(".bz-review-sheet [data-go]");
      if (mark) document.querySelector(`.st-key-review-list [class*="st-key-go-${mark.dataset.go}-"] button`)?.click();
    });
  }
  const show = (box, one) => {
    if (!box || !one) return;
    const outer = box.getBoundingClientRect(), inner = one.getBoundingClientRect();
    if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - box.clientHeight / 4;
  };
  setTimeout(() => {
    const sheet = document.querySelector(".bz-review-sheet"), list = document.querySelector(".st-key-review-list");
    show(sheet, sheet?.querySelector(".bz-now"));
    show(list, list?.querySelector(".st-key-review-card"));
  }, 80);
})() // CHOSEN
</script>
"""


def apply() -> None:
    """Put the style sheet into the page."""
    st.html(f"<style>{_CSS}</style>")


def follow(chosen: int) -> None:
    """Bring the finding numbered `chosen` into view, in the text and in the list; it is done once for each choice."""
    st.html(_SCRIPT.replace("CHOSEN", str(chosen)), unsafe_allow_javascript=True)
