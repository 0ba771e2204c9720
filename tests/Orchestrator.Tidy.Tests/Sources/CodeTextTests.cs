namespace Orchestrator.Tidy.Tests.Sources;

public sealed class CodeTextTests
{
    [Theory]
    [InlineData("a // b\nc", "a     \nc")]
    [InlineData("a /* b\nc */ d", "a     \n     d")]
    [InlineData("f(\"x\\\"y\", z)", "f(      , z)")]
    [InlineData("f(@\"x\"\"y\\\", z)", "f(        , z)")]
    [InlineData("f($\"x{g(\"}\")}y\", z)", "f(             , z)")]
    [InlineData("c == '\"' || d", "c ==     || d")]
    [InlineData("c == '\\'' || d", "c ==      || d")]
    [InlineData("f(\"\"\"a \" b\"\"\", z)", "f(           , z)")]
    public void Code_text_with_literals_keeps_only_the_code(string source, string expected) =>
        Assert.Equal(expected, CodeText.Of(source));
}
