namespace Orchestrator.Host;

/// <summary>What the program tells the shell. Documented in the README; never renumbered.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Unexpected = 1;
    public const int BadInput = 2;
    public const int TrialsFailed = 3;
    public const int StoreProblem = 4;
    public const int Unreachable = 5;
    public const int Refused = 6;
    public const int Interrupted = 130;

    /// <summary>The table that <c>--help</c> shows.</summary>
    public const string Table = """
        Exit codes:
          0    done
          1    unexpected error, or a native library is missing
          2    bad input: arguments, sweep or data
          3    some trials failed; the others have their results
          4    the store cannot be used: locked, full, foreign or newer
          5    no coordinator can be reached, or none answers in time
          6    the coordinator refuses: a token, a role, a certificate or TLS is lacking
          130  interrupted; the same command resumes. Or the sweep was cancelled
        """;
}
