using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Search;

/// <summary>Names a setting of the algorithms of an axis: <c>models.mlp.learning-rate</c>.</summary>
/// <param name="Axis"><see cref="Models"/> or <see cref="Generators"/>.</param>
/// <param name="Algorithm">The name of the algorithm; every entry of it on the axis is meant.</param>
/// <param name="Setting">The name of the setting.</param>
internal sealed record SettingPath(string Axis, string Algorithm, string Setting)
{
    public const string Models = "models";

    public const string Generators = "generators";

    /// <summary>The path of a text; null: it is not one.</summary>
    public static SettingPath? Parse(string text) => text.Split('.') is [Models or Generators, var algorithm, var name]
        ? new SettingPath(text[..text.IndexOf('.', StringComparison.Ordinal)], algorithm, name)
        : null;

    /// <summary>Whether an entry of an axis is meant.</summary>
    public bool Means(string axis, AlgorithmChoice choice) => Axis == axis && choice.Algorithm.Name == Algorithm;

    public override string ToString() => $"{Axis}.{Algorithm}.{Setting}";
}
