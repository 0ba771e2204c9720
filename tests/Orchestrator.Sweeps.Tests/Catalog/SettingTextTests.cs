using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Tests.Catalog;

public sealed class SettingTextTests
{
    private static readonly SettingDescriptor Whole =
        new("n", SettingKind.Integer, "1", "") { Minimum = -5, Maximum = 1000 };
    private static readonly SettingDescriptor Real = new("x", SettingKind.Real, "1", "") { Minimum = -1, Maximum = 1 };
    private static readonly SettingDescriptor Flag = new("f", SettingKind.Flag, "true", "");
    private static readonly SettingDescriptor Choice = new("c", SettingKind.Choice, "a", "") { Choices = ["a", "b"] };

    [Theory]
    [InlineData("7", "7")]
    [InlineData("+7", "7")]
    [InlineData("07", "7")]
    [InlineData("1e2", "100")]
    [InlineData("-5", "-5")]
    [InlineData("-0", "0")]
    [InlineData("7.0", "7")]
    [InlineData("7.5", null)]
    [InlineData("1001", null)]
    [InlineData("-6", null)]
    [InlineData("1e99", null)]
    [InlineData("0x10", null)]
    [InlineData("", null)]
    public void Canonical_whole_number(string text, string? expected) =>
        Assert.Equal(expected, SettingText.Canonical(Whole, text));

    [Theory]
    [InlineData("0.50", "0.5")]
    [InlineData(".5", "0.5")]
    [InlineData("5e-1", "0.5")]
    [InlineData("-0.0", "0")]
    [InlineData("1e-5", "1E-05")]
    [InlineData("1.01", null)]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    [InlineData("1,5", null)]
    public void Canonical_real_number(string text, string? expected) =>
        Assert.Equal(expected, SettingText.Canonical(Real, text));

    [Theory]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("True", null)]
    [InlineData("yes", null)]
    public void Canonical_flag(string text, string? expected) =>
        Assert.Equal(expected, SettingText.Canonical(Flag, text));

    [Theory]
    [InlineData("b", "b")]
    [InlineData("B", null)]
    public void Canonical_choice(string text, string? expected) =>
        Assert.Equal(expected, SettingText.Canonical(Choice, text));

    [Fact]
    public void Allowed_says_the_bounds_that_there_are()
    {
        Assert.Equal("a whole number from -5 to 1000", SettingText.Allowed(Whole));
        Assert.Equal(
            "a number of at least 0", SettingText.Allowed(new("x", SettingKind.Real, "1", "") { Minimum = 0 }));
        Assert.Equal("a number of at most 0", SettingText.Allowed(new("x", SettingKind.Real, "0", "") { Maximum = 0 }));
        Assert.Equal("a number", SettingText.Allowed(new("x", SettingKind.Real, "1", "")));
        Assert.Equal("true or false", SettingText.Allowed(Flag));
        Assert.Equal("one of a, b", SettingText.Allowed(Choice));
    }
}
