using System.CommandLine;

namespace Orchestrator.Host.Commands.Options;

/// <summary>Options whose texts must keep to a form.</summary>
internal static class TextOption
{
    private const int MostCharacters = 128;

    /// <summary>The name of a worker.</summary>
    public static Option<string> WorkerName() => OptionText.One<string>(
        "--name", "NAME", "What the worker is called in listings [default: the machine's name and the process id]",
        $"a name: 1 to {MostCharacters} letters, digits, '-', '_' and '.'",
        (string text, out string value) => Fits(
            value = text, c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));

    /// <summary>A client's own name for a submission.</summary>
    public static Option<string> IdempotencyKey() => OptionText.One<string>(
        "--idempotency-key", "KEY", "Submit once under this key, however often it is asked for",
        $"a key: 1 to {MostCharacters} printable ASCII characters",
        (string text, out string value) => Fits(value = text, c => c is >= ' ' and <= '~'));

    /// <summary>A file that is there.</summary>
    public static Option<string> ExistingFile(string name, string description) => OptionText.One<string>(
        name, "FILE", description, "a file that can be found",
        (string text, out string value) => File.Exists(value = text));

    /// <summary>The name that a worker has where none is given: made of what the machine is called.</summary>
    public static string DefaultWorkerName(string machine, int process)
    {
        var letters = machine.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-');
        return $"{string.Concat(letters.Take(100))}-{process}";
    }

    private static bool Fits(string text, Func<char, bool> allowed) =>
        text.Length is >= 1 and <= MostCharacters && text.All(allowed);
}
