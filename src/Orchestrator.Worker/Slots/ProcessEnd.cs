namespace Orchestrator.Worker.Slots;

/// <summary>How the process of a slot ended, in words.</summary>
internal static class ProcessEnd
{
    /// <summary>The exit code of a slot's process that ran out of memory and could still say so.</summary>
    public const int OutOfMemoryExitCode = 12;

    private const int SignalBase = 128;
    private const int LongestWords = 300;

    /// <summary>
    /// Says how a process ended, in one line: by its exit code, which is 128 + N for signal N, and its last line on
    /// standard error.
    /// </summary>
    public static string Describe(int exitCode, string? lastWords)
    {
        var how = exitCode switch
        {
            OutOfMemoryExitCode => "out of memory",
            SignalBase + 9 => "killed by signal 9 (out of memory?)",
            SignalBase + 4 => "killed by signal 4 (SIGILL)",
            SignalBase + 6 => "killed by signal 6 (SIGABRT)",
            SignalBase + 7 => "killed by signal 7 (SIGBUS)",
            SignalBase + 8 => "killed by signal 8 (SIGFPE)",
            SignalBase + 11 => "killed by signal 11 (SIGSEGV)",
            > SignalBase and < SignalBase + 65 => $"killed by signal {exitCode - SignalBase}",
            _ => $"exit code {exitCode}",
        };
        return string.IsNullOrWhiteSpace(lastWords) ? how : $"{how}; it said: {Shortened(lastWords.Trim())}";
    }

    private static string Shortened(string words) =>
        words.Length <= LongestWords ? words : words[..LongestWords] + "…";
}
