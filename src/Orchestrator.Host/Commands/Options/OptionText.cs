using System.CommandLine;

namespace Orchestrator.Host.Commands.Options;

/// <summary>Reads options whose text is checked: a refusal names the option, the text and what is allowed.</summary>
internal static class OptionText
{
    /// <summary>Tells what a text stands for; false where it stands for nothing.</summary>
    public delegate bool Reader<T>(string text, out T value);

    /// <summary>An option with one value.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="helpName">What the value is called in help.</param>
    /// <param name="description">What it does.</param>
    /// <param name="allowed">What is allowed, as the end of "… is not".</param>
    /// <param name="read">Reads the text.</param>
    public static Option<T> One<T>(string name, string helpName, string description, string allowed, Reader<T> read) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (read(text, out var value))
                    return value;
                result.AddError(Refusal(name, text, allowed));
                return default;
            },
        };

    /// <summary>An option that may be given several times, and whose values may be lists with commas.</summary>
    /// <inheritdoc cref="One" path="/param"/>
    public static Option<IReadOnlyList<T>> Many<T>(
        string name, string helpName, string description, string allowed, Reader<T> read) => new(name)
        {
            Description = description,
            HelpName = helpName,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result =>
            {
                var values = new List<T>();
                foreach (var text in result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries)))
                {
                    if (read(text, out var value))
                        values.Add(value);
                    else
                        result.AddError(Refusal(name, text, allowed));
                }

                return values;
            },
        };

    /// <summary>What is said of a text that is not allowed.</summary>
    public static string Refusal(string name, string text, string allowed) => $"{name} '{text}' is not {allowed}";
}
