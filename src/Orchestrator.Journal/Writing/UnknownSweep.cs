namespace Orchestrator.Journal.Writing;

/// <summary>The one wording of a page that follows a sweep that is not there.</summary>
internal static class UnknownSweep
{
    public static ArgumentException After(string after) =>
        new($"There is no sweep '{after}' that a page could follow.", nameof(after));
}
