using System.Globalization;
using System.Text;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// The lines that keys are hashes of. Every line ends in a line feed and no value holds one, so different contents are
/// different text. Any change here changes every key: the golden tests guard it.
/// </summary>
internal static class CanonicalForm
{
    /// <summary>Adds an algorithm in its role, with its version and all of its settings.</summary>
    public static StringBuilder Algorithm(this StringBuilder form, string role, AlgorithmChoice choice) =>
        form.Append(role).Append(' ').Choice(choice);

    /// <summary>
    /// Adds an algorithm with its version and its settings, those added after its release only where they are not at
    /// their defaults.
    /// </summary>
    public static StringBuilder Choice(this StringBuilder form, AlgorithmChoice choice)
    {
        form.Append($"{choice.Algorithm.Name} v{choice.Algorithm.Version}\n");
        var silent = choice.Algorithm.Settings.Where(s => s.Later && choice.Settings.Text(s.Name) == s.Default)
            .Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in choice.Settings.Canonical.Where(setting => !silent.Contains(setting.Key)))
            form.Append($"  {name}={value}\n");
        return form;
    }

    /// <summary>Adds how the rows are divided, without the seed that divides them.</summary>
    public static StringBuilder SplitRule(this StringBuilder form, SplitSpec split) =>
        form.Append("split ").Append(split.TestShare.ToString("R", CultureInfo.InvariantCulture))
            .Append(split.FileOrder ? " file-order" : split.Stratified ? " stratified" : " plain")
            .Append(split.KeepsOrder ? " unshuffled" : "");

    /// <summary>What was added, as it is hashed.</summary>
    public static byte[] Utf8(this StringBuilder form) => Encoding.UTF8.GetBytes(form.ToString());

    /// <summary>The digest of what was added.</summary>
    public static Trials.Digest Digest(this StringBuilder form) => Trials.Digest.Of(form.Utf8());
}
