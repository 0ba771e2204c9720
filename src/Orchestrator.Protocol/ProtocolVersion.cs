using System.Reflection;

namespace Orchestrator.Protocol;

/// <summary>
/// Which version of the protocol this program speaks, and which it works with: those that are one apart. Both sides go
/// by the older of their two versions. README.md of this project says what may change from one to the next.
/// </summary>
public static class ProtocolVersion
{
    /// <summary>What this program speaks.</summary>
    public const int Current = 2;

    /// <summary>What a peer speaks that does not say.</summary>
    public const int First = 1;

    /// <summary>The oldest that this program works with.</summary>
    public const int Oldest = Current - 1;

    /// <summary>The newest that this program works with.</summary>
    public const int Newest = Current + 1;

    /// <summary>The version of this program, as <c>1.2.3</c>.</summary>
    public static string Program { get; } = typeof(ProtocolVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The version that a field says; 0 is <see cref="First"/>.</summary>
    public static int Of(int field) => field == 0 ? First : field;

    /// <summary>Why a coordinator cannot work with a worker; null where it can.</summary>
    /// <param name="worker">The worker's name.</param>
    /// <param name="protocol">What it speaks.</param>
    /// <param name="program">Its program's version; may be empty.</param>
    public static string? ProblemOfWorker(string worker, int protocol, string program) =>
        Problem($"worker {FieldChecks.Quote(worker)}", "the worker", "this coordinator", protocol, program);

    /// <summary>Why a worker cannot work with a coordinator; null where it can.</summary>
    /// <param name="protocol">What it speaks.</param>
    /// <param name="program">Its program's version; may be empty.</param>
    public static string? ProblemOfCoordinator(int protocol, string program) =>
        Problem("the coordinator", "the coordinator", "this worker", protocol, program);

    private static string? Problem(string named, string peer, string self, int protocol, string program)
    {
        if (protocol is >= Oldest and <= Newest)
            return null;
        var version = program.Length == 0 ? "" : $" (version {FieldChecks.Shortened(program, 64)})";
        return $"{named}{version} speaks protocol {protocol}; {self} (version {Program}) speaks {Current} and works "
            + $"with {Oldest} to {Newest}: upgrade {(protocol < Oldest ? peer : self)} first";
    }
}
