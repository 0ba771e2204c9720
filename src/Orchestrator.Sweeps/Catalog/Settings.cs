namespace Orchestrator.Sweeps.Catalog;

/// <summary>The settings that the catalogue is written with.</summary>
internal static class Settings
{
    private const int MostWidth = 65_536;

    /// <summary>How the settings of a model are searched for, on the training rows of each trial.</summary>
    public static SettingDescriptor SearchSetting { get; } = new(
        "search", SettingKind.Search, "none", "Choose other settings on the training rows, by cross-validation.")
    {
        Later = true,
    };

    /// <summary>One generator for each class.</summary>
    public static SettingDescriptor PerClass => Flag(
        "per-class", "false", "One generator for each class, on its rows alone, in place of one for all.");

    public static SettingDescriptor Integer(
        string name, string value, double minimum, double maximum, string description) =>
        new(name, SettingKind.Integer, value, description) { Minimum = minimum, Maximum = maximum };

    public static SettingDescriptor Real(
        string name, string value, double minimum, double maximum, string description) =>
        new(name, SettingKind.Real, value, description) { Minimum = minimum, Maximum = maximum };

    public static SettingDescriptor Flag(string name, string value, string description) =>
        new(name, SettingKind.Flag, value, description);

    public static SettingDescriptor Words(string name, string value, string[] choices, string description) =>
        new(name, SettingKind.Choice, value, description) { Choices = choices };

    /// <summary>The widths of hidden layers, from the input on.</summary>
    public static SettingDescriptor Widths(string name, string value, string description) =>
        new(name, SettingKind.Integers, value, description) { Minimum = 1, Maximum = MostWidth };

    /// <summary>How the learning rate changes in the course of training.</summary>
    public static IEnumerable<SettingDescriptor> Schedule =>
    [
        Words(
            "schedule", "constant", ["constant", "one-cycle", "step"],
            "Course of the learning rate: constant; up and down again (Smith 2018); lowered every so many epochs."),
        Real("schedule-warmup", "0.3", 0.01, 0.99, "Share of the training in which one-cycle's rate rises."),
        Integer("schedule-every", "10", 1, 100_000, "Epochs between two steps of the step schedule."),
        Real("schedule-factor", "0.5", 1e-6, 1, "What each of them multiplies the rate by."),
    ];

    /// <summary>The same settings, added after their algorithm's release.</summary>
    public static IEnumerable<SettingDescriptor> Later(IEnumerable<SettingDescriptor> settings) =>
        settings.Select(setting => setting with { Later = true });
}
