namespace Akka.Configuration;

/// <summary>Settings by dotted path. Immutable.</summary>
public class Config
{
    /// <summary>No settings.</summary>
    public static readonly Config Empty = new();

    private readonly Dictionary<string, string> _values;

    /// <summary>No settings.</summary>
    public Config()
        : this([])
    {
    }

    private Config(Dictionary<string, string> values) => _values = values;

    /// <summary>Whether there is no setting in it.</summary>
    public virtual bool IsEmpty => _values.Count == 0;

    internal IEnumerable<string> Paths => _values.Keys;

    /// <summary>Whether there is a setting at that path or below it.</summary>
    public virtual bool HasPath(string path) =>
        _values.Keys.Any(key => key == path || key.StartsWith(path + ".", StringComparison.Ordinal));

    /// <summary>The setting at that path, or the default.</summary>
    public virtual string? GetString(string path, string? @default = null) =>
        _values.GetValueOrDefault(path) ?? @default;

    /// <summary>The settings below a path, by the rest of theirs; null if there are none.</summary>
    public virtual Config? GetConfig(string path)
    {
        var start = path + ".";
        var below = _values.Where(v => v.Key.StartsWith(start, StringComparison.Ordinal))
            .ToDictionary(v => v.Key[start.Length..], v => v.Value);
        return below.Count == 0 ? null : new Config(below);
    }

    /// <summary>These settings, and those of <paramref name="fallback"/> where there is none.</summary>
    public virtual Config WithFallback(Config fallback)
    {
        var all = new Dictionary<string, string>(fallback._values);
        foreach (var (path, value) in _values)
        {
            all[path] = value;
        }
        return new Config(all);
    }

    /// <summary>Reads settings from text.</summary>
    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    internal static Config Of(Dictionary<string, string> values) => new(values);
}
