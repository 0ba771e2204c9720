using System.Globalization;

namespace Orchestrator.Sweeps.Catalog;

/// <summary>
/// A complete set of settings of one algorithm: every setting has a value, in canonical text (integers and reals in
/// the shortest round-trip form, flags as true or false, lists with commas), so that equal settings are equal text.
/// </summary>
public sealed class SettingValues : IEquatable<SettingValues>
{
    private readonly IReadOnlyDictionary<string, string> _values;

    /// <summary>Settings with the given canonical texts by name; the spec reader has checked them.</summary>
    public SettingValues(IReadOnlyDictionary<string, string> values) => _values = values;

    /// <summary>All defaults of <paramref name="algorithm"/>.</summary>
    public static SettingValues Defaults(AlgorithmDescriptor algorithm) =>
        new(algorithm.Settings.ToDictionary(s => s.Name, s => s.Default));

    /// <summary>The names and canonical texts, by ordinal order of the name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Canonical =>
        _values.OrderBy(v => v.Key, StringComparer.Ordinal);

    /// <summary>The canonical text of a setting.</summary>
    /// <exception cref="KeyNotFoundException">The algorithm has no such setting.</exception>
    public string Text(string name) => _values[name];

    /// <summary>The value of a <see cref="SettingKind.Real"/> setting.</summary>
    public double Real(string name) => double.Parse(_values[name], CultureInfo.InvariantCulture);

    /// <summary>The value of an <see cref="SettingKind.Integer"/> setting.</summary>
    public int Integer(string name) => int.Parse(_values[name], CultureInfo.InvariantCulture);

    /// <summary>The values of an <see cref="SettingKind.Integers"/> setting; may be empty.</summary>
    public int[] Integers(string name) =>
        [.. _values[name].Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(value => int.Parse(value, CultureInfo.InvariantCulture))];

    /// <summary>The value of a <see cref="SettingKind.Flag"/> setting.</summary>
    public bool Flag(string name) => _values[name] == "true";

    /// <summary>The same settings with one of them changed.</summary>
    public SettingValues With(string name, string canonical)
    {
        if (!_values.ContainsKey(name))
            throw new KeyNotFoundException($"There is no setting '{name}'.");
        return new(new Dictionary<string, string>(_values) { [name] = canonical });
    }

    /// <inheritdoc/>
    public bool Equals(SettingValues? other) => other is not null && Canonical.SequenceEqual(other.Canonical);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SettingValues);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Canonical.Aggregate(17, (hash, v) => HashCode.Combine(
            hash, v.Key.GetHashCode(StringComparison.Ordinal), v.Value.GetHashCode(StringComparison.Ordinal)));
}
