using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>The algorithms of a sweep's axes, as a search across trials sees them.</summary>
/// <param name="Models">The models.</param>
/// <param name="ModelsNode">Where they are written.</param>
/// <param name="Generators">The generators.</param>
/// <param name="GeneratorsNode">Where they are written; null: nowhere.</param>
internal sealed record SearchedAxes(
    IReadOnlyList<AlgorithmChoice> Models, SpecNode? ModelsNode, IReadOnlyList<AlgorithmChoice> Generators,
    SpecNode? GeneratorsNode)
{
    /// <summary>Every setting that a search may vary, by its path, in the order of the axes.</summary>
    public IEnumerable<(string Path, SettingDescriptor Setting)> Settings =>
        Of(SettingPath.Models, Models).Concat(Of(SettingPath.Generators, Generators)).DistinctBy(s => s.Path);

    /// <summary>
    /// The line in which an entry says what a setting is, or has a search of its own over it; null: nowhere.
    /// </summary>
    public int? WhereFixed(string path)
    {
        if (SettingPath.Parse(path) is not { } setting)
            return null;
        var node = setting.Axis == SettingPath.Models ? ModelsNode : GeneratorsNode;
        var entries = node is SpecList list ? list.Items : node is null ? [] : [node];
        return entries.Select(entry => LineIn(entry, setting)).FirstOrDefault(line => line is not null)
            ?? (Models.Any(model => setting.Means(SettingPath.Models, model) && IsSearchedBy(model, setting))
                ? ModelsNode?.Line
                : null);
    }

    private static IEnumerable<(string Path, SettingDescriptor Setting)> Of(
        string axis, IReadOnlyList<AlgorithmChoice> choices) =>
        choices.SelectMany(choice => choice.Algorithm.Settings.Where(SearchDomain.CanVary)
            .Select(setting => (new SettingPath(axis, choice.Algorithm.Name, setting.Name).ToString(), setting)));

    private static int? LineIn(SpecNode entry, SettingPath path) =>
        entry is SpecMap { Entries: [{ Key: SpecScalar key, Value: SpecMap settings }] } && key.Text == path.Algorithm
            ? settings.Entries.FirstOrDefault(s => s.Key is SpecScalar name && name.Text == path.Setting)?.Key.Line
            : null;

    private static bool IsSearchedBy(AlgorithmChoice model, SettingPath path) =>
        ModelSearch.Of(model) is { } search && (search.Constants.ContainsKey(path.Setting)
            || search.Space.Dimensions.Any(dimension => dimension.Name == path.Setting));
}
