namespace Orchestrator.Sweeps.Catalog;

/// <summary>The setting of every generator that says of which classes its rows are.</summary>
public static class ClassBalancing
{
    /// <summary>The setting's name.</summary>
    public const string Name = "class-balance";

    /// <summary>Rows come as the generator gives them.</summary>
    public const string Keep = "keep";

    /// <summary>The next row is always of the class that has the fewest, real rows and earlier ones counted.</summary>
    public const string Equalise = "equalise";

    /// <summary>The setting. Every generator of the catalogue has it.</summary>
    public static SettingDescriptor Setting { get; } = new(
        Name, SettingKind.Choice, Keep,
        "Classes of the rows: as they come; equalise: always the class with the fewest rows, real ones counted.")
    {
        Choices = [Keep, Equalise],
        Later = true,
    };

    /// <summary>Whether settings of a generator ask for equal classes.</summary>
    public static bool Equalises(AlgorithmChoice generator) =>
        generator.Algorithm.Settings.Any(setting => setting.Name == Name)
        && generator.Settings.Text(Name) == Equalise;
}
