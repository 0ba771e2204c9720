using System.CommandLine;
using Orchestrator.Host.Client.Access;
using Orchestrator.Host.Security;
using Orchestrator.Protocol.Access;

namespace Orchestrator.Host.Commands.Options;

/// <summary>
/// What is trusted of coordinators and shown to them; the environment may say it instead. There is no option that takes
/// a token itself: everybody on the machine could read it in the list of processes.
/// </summary>
internal sealed class AccessOptions
{
    public const string CaName = "--ca";
    public const string CertificateName = "--client-certificate";
    public const string KeyName = "--client-key";
    public const string TokenFileName = "--token-file";
    public const string InsecureName = "--insecure";

    /// <summary>Name files where the options do not.</summary>
    public const string CaVariable = "ORCHESTRATOR_CA";

    /// <inheritdoc cref="CaVariable"/>
    public const string CertificateVariable = "ORCHESTRATOR_CLIENT_CERTIFICATE";

    /// <inheritdoc cref="CaVariable"/>
    public const string KeyVariable = "ORCHESTRATOR_CLIENT_KEY";

    /// <inheritdoc cref="CaVariable"/>
    public const string TokenFileVariable = "ORCHESTRATOR_TOKEN_FILE";

    /// <summary>Holds a token itself, which counts where no file is named.</summary>
    public const string TokenVariable = "ORCHESTRATOR_TOKEN";

    private readonly Option<string> _ca = TextOption.ExistingFile(
        CaName, $"Trust coordinators whose certificate these authorities signed, PEM [default: {CaVariable}, or "
            + "the system's]");

    private readonly Option<string> _certificate = TextOption.ExistingFile(
        CertificateName, $"Shown to coordinators that ask for a certificate, PEM [default: {CertificateVariable}]");

    private readonly Option<string> _key = TextOption.ExistingFile(
        KeyName, $"Its private key, PEM [default: {KeyVariable}]");

    private readonly Option<string> _tokenFile = TextOption.ExistingFile(
        TokenFileName, $"The token that is shown to coordinators [default: {TokenFileVariable}, or a token in "
            + $"{TokenVariable}]");

    /// <summary>The options.</summary>
    /// <param name="isWorkers">
    /// Whether they are a worker's, which has a port of its own: <c>--insecure</c> then means both ways.
    /// </param>
    public AccessOptions(bool isWorkers = false)
    {
        const string Token = "a token go to other machines over http://, where others can read it";
        Insecure = new Option<bool>(InsecureName)
        {
            Description = isWorkers
                ? $"Let {Token}; and let other machines ask the --listen port without TLS or without being known"
                : $"Let {Token}",
        };
    }

    /// <summary><c>--insecure</c>.</summary>
    public Option<bool> Insecure { get; }

    /// <summary>Adds those that speak of certificates.</summary>
    public void AddTlsTo(Command command)
    {
        foreach (var option in (Option[])[_ca, _certificate, _key])
            command.Add(option);
        command.Validators.Add(parsed =>
        {
            if ((parsed.GetResult(_certificate) is null) != (parsed.GetResult(_key) is null))
                parsed.AddError($"{CertificateName} and {KeyName} go together");
        });
    }

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        AddTlsTo(command);
        command.Add(_tokenFile);
        command.Add(Insecure);
    }

    /// <summary>The access to coordinators at some addresses; to be disposed of.</summary>
    /// <exception cref="BadInputException">
    /// A file cannot be used, or a token would go to one of the addresses unprotected.
    /// </exception>
    public CoordinatorAccess Open(ParseResult parsed, Terminal terminal, IReadOnlyList<Uri> addresses)
    {
        var access = new CoordinatorAccess
        {
            Time = terminal.Time,
            Authorities = Authorities(parsed, terminal),
            Certificate = Certificate(parsed, terminal),
            Token = Token(parsed, terminal),
            AllowsPlainToken = parsed.GetValue(Insecure),
        };
        var problems = addresses
            .Select(address => (Address: address, Objection: access.Objection(address)))
            .Where(asked => asked.Objection is not null)
            .Select(asked => AccessAdvice.Of(new AccessRefusedException(asked.Address, asked.Objection!)))
            .ToList();
        if (problems.Count == 0)
            return access;
        access.Dispose();
        throw new BadInputException(problems);
    }

    /// <summary>The same for a server of this name, to which no token is shown.</summary>
    /// <exception cref="BadInputException">A file cannot be used.</exception>
    public CoordinatorAccess OpenTls(ParseResult parsed, Terminal terminal, string? serverName) => new()
    {
        Time = terminal.Time,
        Authorities = Authorities(parsed, terminal),
        Certificate = Certificate(parsed, terminal),
        ServerName = serverName,
    };

    /// <summary>What to append to a suggested command so that it has the same access.</summary>
    public string Hint(ParseResult parsed) =>
        string.Concat(((Option<string>[])[_ca, _certificate, _key, _tokenFile])
            .Where(option => parsed.GetResult(option) is { Implicit: false })
            .Select(option => $" {option.Name} {parsed.GetValue(option)}"))
        + (parsed.GetValue(Insecure) ? $" {InsecureName}" : "");

    private TrustedCertificates? Authorities(ParseResult parsed, Terminal terminal)
    {
        if (Named(parsed, _ca, CaVariable, terminal) is not { } file)
            return null;
        var authorities = TrustedCertificates.Open(file, terminal.Time);
        authorities.Refused = Warn(terminal);
        return authorities;
    }

    private CertificateFiles? Certificate(ParseResult parsed, Terminal terminal)
    {
        // Both from one place: a key of the environment is none of the option's certificate.
        var isGiven = parsed.GetResult(_certificate) is not null;
        var (certificate, key) = isGiven
            ? (parsed.GetValue(_certificate), parsed.GetValue(_key))
            : (Set(CertificateVariable, terminal), Set(KeyVariable, terminal));
        if (certificate is null && key is null)
            return null;
        if (certificate is null || key is null)
            throw new BadInputException($"{CertificateVariable} and {KeyVariable} go together");
        var files = CertificateFiles.Open(certificate, key, terminal.Time, "--client-");
        files.Refused = Warn(terminal);
        return files;
    }

    private Func<string>? Token(ParseResult parsed, Terminal terminal)
    {
        if (Named(parsed, _tokenFile, TokenFileVariable, terminal) is { } file)
        {
            var token = TokenFile.Open(file, terminal.Time);
            token.Refused = Warn(terminal);
            return () => token.Current;
        }

        if (Set(TokenVariable, terminal)?.Trim() is not { } text)
            return null;
        return TokenText.Problem(text) is { } problem
            ? throw new BadInputException($"{TokenVariable}: {problem}")
            : () => text;
    }

    // Of a new version of a file; the old one stays in force.
    private static Action<IReadOnlyList<string>> Warn(Terminal terminal) => problems =>
        terminal.Error.WriteLine($"warning: {string.Join("; ", problems)}; what was read before stays in force");

    private static string? Named(ParseResult parsed, Option<string> option, string variable, Terminal terminal) =>
        parsed.GetValue(option) ?? Set(variable, terminal);

    private static string? Set(string variable, Terminal terminal) =>
        terminal.Variable(variable) is { Length: > 0 } value ? value : null;
}
