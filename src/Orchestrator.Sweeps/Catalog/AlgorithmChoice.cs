namespace Orchestrator.Sweeps.Catalog;

/// <summary>An algorithm together with its settings: one entry of a generator or model axis.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Settings">All of its settings.</param>
public sealed record AlgorithmChoice(AlgorithmDescriptor Algorithm, SettingValues Settings)
{
    /// <summary>The name, followed by the settings that differ from the defaults: <c>wgan-gp{epochs=10}</c>.</summary>
    public string Label
    {
        get
        {
            var changed = Algorithm.Settings.Where(s => Settings.Text(s.Name) != s.Default)
                .Select(s => $"{s.Name}={Settings.Text(s.Name)}").ToList();
            return changed.Count == 0 ? Algorithm.Name : $"{Algorithm.Name}{{{string.Join(',', changed)}}}";
        }
    }

    /// <inheritdoc/>
    public bool Equals(AlgorithmChoice? other) =>
        other is not null && Algorithm.Name == other.Algorithm.Name && Settings.Equals(other.Settings);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Algorithm.Name, Settings);
}
