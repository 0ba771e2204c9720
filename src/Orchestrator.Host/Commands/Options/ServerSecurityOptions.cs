using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Orchestrator.Host.Security;

namespace Orchestrator.Host.Commands.Options;

/// <summary>
/// <c>--certificate</c>, <c>--key</c>, <c>--client-ca</c>, <c>--tokens</c> and <c>--insecure</c>: what a port shows its
/// callers and asks of them.
/// </summary>
internal sealed class ServerSecurityOptions
{
    private readonly bool _addsInsecure;

    /// <summary>The options.</summary>
    /// <param name="insecure"><c>--insecure</c>, where the command has one that means this too; null: its own.</param>
    /// <param name="port">
    /// Which port it is, where the command has other certificates too, with a space after it.
    /// </param>
    public ServerSecurityOptions(Option<bool>? insecure = null, string port = "")
    {
        Certificate = TextOption.ExistingFile("--certificate",
            $"{port}Serve by TLS: the certificate and its intermediate ones, PEM; read again when it changes");
        Key = TextOption.ExistingFile("--key", $"{port}The certificate's private key, PEM");
        ClientAuthority = TextOption.ExistingFile(
            "--client-ca", $"{port}Take only callers with a client certificate signed by these authorities, PEM");
        Tokens = TextOption.ExistingFile("--tokens",
            $"{port}Take only callers with a token: lines NAME ROLE TOKEN or NAME ROLE sha256:HEX, where ROLE is read, "
            + $"submit, admin or worker [default: {AccessTokens.Variable}]");
        _addsInsecure = insecure is null;
        Insecure = insecure ?? new Option<bool>("--insecure")
        {
            Description = "Listen for other machines without TLS or without knowing callers",
        };
    }

    private Option<string> Certificate { get; }

    private Option<string> Key { get; }

    private Option<string> ClientAuthority { get; }

    private Option<string> Tokens { get; }

    private Option<bool> Insecure { get; }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Certificate, Key, ClientAuthority, Tokens])
            command.Add(option);
        if (_addsInsecure)
            command.Add(Insecure);
        command.Validators.Add(parsed =>
        {
            if ((parsed.GetResult(Certificate) is null) != (parsed.GetResult(Key) is null))
                parsed.AddError("--certificate and --key go together");
            if (parsed.GetResult(ClientAuthority) is not null && parsed.GetResult(Certificate) is null)
                parsed.AddError("--client-ca needs --certificate and --key: client certificates are a part of TLS");
        });
    }

    /// <summary>Whether one of them was given, <c>--insecure</c> aside.</summary>
    public bool AreGiven(CommandResult parsed) =>
        ((Option[])[Certificate, Key, ClientAuthority, Tokens]).Any(option => parsed.GetResult(option) is not null);

    /// <summary>Opens what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">The clock and the environment.</param>
    /// <param name="listen">Where the port is to listen.</param>
    /// <exception cref="BadInputException">
    /// A file cannot be used, or other machines could reach the port without TLS or without being known.
    /// </exception>
    public ServerSecurity Open(ParseResult parsed, Terminal terminal, IPEndPoint listen)
    {
        var time = terminal.Time;
        var security = new ServerSecurity(
            parsed.GetValue(Certificate) is { } certificate
                ? CertificateFiles.Open(certificate, parsed.GetRequiredValue(Key), time) : null,
            parsed.GetValue(ClientAuthority) is { } authority ? TrustedCertificates.Open(authority, time) : null,
            parsed.GetValue(Tokens) is { } tokens ? AccessTokens.Open(tokens, time)
                : terminal.Variable(AccessTokens.Variable) is { Length: > 0 } given ? AccessTokens.Given(given, time)
                : null);
        security.RequireSafe(listen, parsed.GetValue(Insecure));
        return security;
    }
}
