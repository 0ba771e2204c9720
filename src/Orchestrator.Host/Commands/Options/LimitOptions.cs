using System.CommandLine;
using Orchestrator.Host.Security;
using Orchestrator.Host.Serving;

namespace Orchestrator.Host.Commands.Options;

/// <summary><c>--limit-…</c>: how much a coordinator takes of its callers.</summary>
internal sealed class LimitOptions
{
    private const int Megabyte = 1024 * 1024;
    private const string Free = "none on loopback without tokens and client certificates";

    private Option<int> Requests { get; } = NumberOption.Whole(
        "--limit-requests", 1, 1_000_000,
        $"Requests a second of one caller, twice as many at once [default: {CallLimits.Usual.Requests}; {Free}]");

    private Option<int> Streams { get; } = NumberOption.Whole(
        "--limit-streams", 1, 1_000_000,
        "Streams of one caller at a time: watchers, attached workers, uploads "
        + $"[default: {CallLimits.Usual.Streams}; {Free}]");

    private Option<int> Connections { get; } = NumberOption.Whole(
        "--limit-connections", 1, 1_000_000,
        $"Connections at a time [default: {CallLimits.Usual.Connections}]");

    private Option<int> Upload { get; } = NumberOption.Whole(
        "--limit-upload", 1, 1024 * 1024, "The largest data set that is taken, in MB [default: 1024]");

    private Option<int> Message { get; } = NumberOption.Whole(
        "--limit-message", 2, 1024, "The largest message that is taken, in MB [default: 4]");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Requests, Streams, Connections, Upload, Message])
            command.Add(option);
    }

    /// <summary>What was given, and the defaults.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isOpen">
    /// Whether callers are not known and come from this machine: then nobody is kept from it by what others do.
    /// </param>
    public ServeLimits Read(ParseResult parsed, bool isOpen) => new(
        new CallLimits(
            parsed.Given(Requests) ?? (isOpen ? null : CallLimits.Usual.Requests),
            parsed.Given(Streams) ?? (isOpen ? null : CallLimits.Usual.Streams),
            parsed.Given(Connections) ?? CallLimits.Usual.Connections),
        (parsed.Given(Upload) ?? 1024L) * Megabyte,
        (parsed.Given(Message) ?? 4) * Megabyte);
}
