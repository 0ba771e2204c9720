using System.Text.RegularExpressions;
using System.Xml.Linq;
using Orchestrator.Tidy.Tests.Sources;

namespace Orchestrator.Tidy.Tests.Rules;

/// <summary>
/// Which project may use which. A project that is not listed may use nothing until it is listed here.
/// </summary>
public static class ReferenceRules
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Sweeps"] = [],
        ["Statistics"] = [],
        ["Protocol"] = ["Sweeps"],
        ["Journal"] = ["Sweeps"],
        ["Training"] = ["Sweeps"],
        ["Reports"] = ["Sweeps", "Statistics", "Journal"],
        ["Coordinator"] = ["Sweeps", "Journal", "Protocol"],
        ["Worker"] = ["Sweeps", "Protocol", "Training"],
        ["Host"] =
            ["Sweeps", "Statistics", "Protocol", "Journal", "Training", "Reports", "Coordinator", "Worker"],
    };

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["UsesAkka"] = ["Coordinator", "Host", "Journal"],
        ["UsesGrpc"] = ["Coordinator", "Host", "Protocol", "Worker"],
        ["UsesTorchSharp"] = ["Training"],
    };

    public static IEnumerable<Finding> Check(TextFile file)
    {
        var match = Regex.Match(file.Path, @"^src/Orchestrator\.(?<name>\w+)/.*\.csproj$");
        if (!match.Success)
            return [];
        var project = match.Groups["name"].Value;
        var xml = XDocument.Parse(file.Text);
        var references = xml.Descendants("ProjectReference").Select(r => ((string?)r.Attribute("Include"))!)
            .Select(path => Regex.Match(path, @"(Orchestrator\.)?(?<name>[^/\\]+)\.csproj$").Groups["name"].Value);
        var allowed = Allowed.GetValueOrDefault(project, []);
        var forbidden = references.Except(allowed)
            .Concat(MayUse.Where(use => !use.Value.Contains(project)).Select(use => use.Key)
                .Where(use => xml.Descendants(use).Any(e => e.Value == "true")));
        return forbidden.Select(name => new Finding(file.Path, 1, $"{project} may not use {name}"));
    }
}
