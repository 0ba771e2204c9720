using System.CommandLine;

namespace Orchestrator.Host.Commands.Options;

/// <summary><c>--coordinator</c>: where the coordinators are; the environment may say it instead.</summary>
internal static class CoordinatorOption
{
    /// <summary>Says where coordinators are when the option does not.</summary>
    public const string Variable = "ORCHESTRATOR_COORDINATOR";

    /// <summary>Where a coordinator is looked for when nothing is said.</summary>
    public static readonly Uri Default = new($"http://127.0.0.1:{ListenOption.DefaultPort}");

    /// <summary>What is allowed.</summary>
    public const string Allowed = "a URL of a coordinator, for example http://10.0.0.5:5080";

    public static Option<IReadOnlyList<Uri>> Create() => OptionText.Many<Uri>(
        "--coordinator", "URL",
        $"The coordinator, or several with commas [default: {Variable}, or {Text(Default)}]",
        Allowed, TryRead);

    /// <summary>Where the coordinators are, at least one.</summary>
    /// <exception cref="BadInputException">The environment names something else.</exception>
    public static IReadOnlyList<Uri> Resolve(
        this ParseResult parsed, Option<IReadOnlyList<Uri>> option, Terminal terminal) =>
        parsed.GetResult(option) is { Implicit: false } ? parsed.GetRequiredValue(option) : Named(terminal);

    /// <summary>Where the environment says that coordinators are, or the default; at least one.</summary>
    /// <exception cref="BadInputException">The environment names something else.</exception>
    public static IReadOnlyList<Uri> Named(Terminal terminal)
    {
        if (terminal.Variable(Variable) is not { Length: > 0 } given)
            return [Default];
        var addresses = new List<Uri>();
        foreach (var text in given.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TryRead(text, out var address))
                throw new BadInputException(OptionText.Refusal(Variable, text, Allowed));
            addresses.Add(address);
        }

        return addresses;
    }

    /// <summary>An address as it is written.</summary>
    public static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);

    /// <summary>Reads <c>http://host:port</c> or <c>https://host:port</c>, without path or query.</summary>
    public static bool TryRead(string text, out Uri value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value!) && (value.Scheme is "http" or "https")
            && value.Host.Length > 0 && value.PathAndQuery == "/" && value.Fragment.Length == 0
            && value.UserInfo.Length == 0;
}
