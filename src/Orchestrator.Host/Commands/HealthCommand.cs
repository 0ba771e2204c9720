using System.CommandLine;
using System.Net;
using Orchestrator.Host.Client;
using Orchestrator.Host.Client.Access;
using Orchestrator.Host.Commands.Options;

namespace Orchestrator.Host.Commands;

/// <summary>
/// <c>health</c>: whether a coordinator or a worker is up, or ready; for the health checks of containers, which run it
/// every few seconds.
/// </summary>
internal static class HealthCommand
{
    private const string Up = "/healthz";
    private const string Ready = "/readyz?standby=true";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static Command Create(Terminal terminal)
    {
        var at = OptionText.One<Uri>(
            "--at", "URL",
            $"The coordinator or worker [default: the first of {CoordinatorOption.Variable}, or "
            + $"{CoordinatorOption.Text(CoordinatorOption.Default)}]",
            CoordinatorOption.Allowed, CoordinatorOption.TryRead);
        var ready = new Option<bool>("--ready")
        {
            Description = "Ask whether it is ready: a worker that is attached; a coordinator that leads, or stands by "
                + "for a leader that it knows",
        };
        var name = OptionText.One(
            "--server-name", "NAME", "The name in its certificate, where it is asked by another, 127.0.0.1 say",
            "a host name or an address",
            (string text, out string value) => Uri.CheckHostName(value = text) != UriHostNameType.Unknown);
        var access = new AccessOptions();
        var command = new Command("health", "Ask a coordinator or a worker whether it is well: exit code 0, or 5")
        {
            at, ready, name,
        };
        access.AddTlsTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = parsed.GetValue(at) ?? CoordinatorOption.Named(terminal)[0];
            using var tls = access.OpenTls(parsed, terminal, parsed.GetValue(name));
            var path = parsed.GetValue(ready) ? Ready : Up;
            var said = await AskAsync(new Uri(address, path), tls, cancellation);
            await terminal.Out.WriteLineAsync(said);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<string> AskAsync(Uri url, CoordinatorAccess access, CancellationToken cancellation)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        access.Secure(url, handler);
        using var client = new HttpClient(handler) { Timeout = Limit };
        try
        {
            using var answer = await client.GetAsync(url, cancellation);
            var said = (await answer.Content.ReadAsStringAsync(cancellation)).Trim().ReplaceLineEndings(" ");
            return answer.StatusCode == HttpStatusCode.OK
                ? said
                : throw new CoordinatorUnreachableException(
                    $"{url} is not well: {(int)answer.StatusCode} {said}", null);
        }
        catch (HttpRequestException failure)
        {
            throw new CoordinatorUnreachableException(
                $"{url} does not answer: {failure.GetBaseException().Message.ReplaceLineEndings(" ")}", failure);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new CoordinatorUnreachableException($"{url} does not answer within {Limit.TotalSeconds} s", late);
        }
    }
}
