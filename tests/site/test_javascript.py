"""The modules of the live page, in their own tests."""

from tools import node


def test_node_finds_no_fault_in_the_modules_of_the_live_page():
    said = node.run("--test", "--test-reporter=tap", "live/*.test.mjs")
    assert "# fail 0" in said, said
