using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Tests.Client;
using Orchestrator.TestKit.Certificates;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Tests.Commands;

/// <summary>The options and the environment of commands that ask a coordinator.</summary>
public sealed class AccessCommandTests : IDisposable
{
    private const string Secret = "a-token-of-some-length";
    private readonly Cli _cli = new();
    private readonly CertificateAuthority _authority = new();

    public void Dispose()
    {
        _cli.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task Every_command_that_asks_a_coordinator_has_the_options()
    {
        string[][] commands =
        [
            ["submit"], ["watch"], ["pause"], ["resume"], ["cancel"], ["retry"], ["workers"], ["list"], ["results"],
            ["report"], ["work"],
        ];
        foreach (var command in commands)
        {
            var help = (await Cli.RunAsync([.. command, "--help"])).Out;
            string[] options =
                ["--ca", "--client-certificate", "--client-key", "--token-file", "--insecure", "--coordinator"];
            foreach (var option in options)
                Assert.Matches($"(?m)^  {option} ", help);
            Assert.DoesNotContain("--token ", help);
        }
    }

    [Fact]
    public async Task Help_of_work_tells_the_certificates_of_its_port_from_those_for_the_coordinator()
    {
        var help = (await Cli.RunAsync("work", "--help")).Out;
        foreach (var option in (string[])["--certificate", "--key", "--client-ca", "--tokens"])
            Assert.Matches($"(?m)^  {option} .* The --listen port: ", help);
        foreach (var option in (string[])["--client-certificate", "--token-file"])
            Assert.Matches($"(?m)^  {option} .* shown to coordinators|^  {option} .* Shown to coordinators", help);
        var refused = await Cli.RunAsync("work", "--tokens", _cli.Write("tokens", ""));
        Assert.Equal(ExitCode.BadInput, refused.Code);
        Assert.Contains("--listen", refused.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Everything_may_come_from_options_or_from_the_environment(bool byOptions)
    {
        await using var coordinator = await FakeCoordinator.StartAsync(0, _authority.Server("server"), _authority.File);
        coordinator.Give("List", new Wire.ListSweepsReply());
        var (mine, token) = (_authority.Client("me"), _cli.Write("token", Secret));
        var result = byOptions
            ? await Cli.RunAsync(
                "list", "--coordinator", coordinator.Address.ToString(), "--ca", _authority.File, "--client-certificate",
                mine.Certificate, "--client-key", mine.Key, "--token-file", token)
            : await Cli.RunAsync(
                name => name switch
                {
                    CoordinatorOption.Variable => coordinator.Address.ToString(),
                    AccessOptions.CaVariable => _authority.File,
                    AccessOptions.CertificateVariable => mine.Certificate,
                    AccessOptions.KeyVariable => mine.Key,
                    AccessOptions.TokenFileVariable => token,
                    AccessOptions.TokenVariable => "the-file-comes-before-this",
                    _ => null,
                },
                "list");
        Assert.True(result.Code == ExitCode.Ok, result.Error);
        Assert.Equal([$"Bearer {Secret}"], coordinator.Authorizations);
        Assert.Equal(["CN=me"], coordinator.Certificates);
    }

    [Fact]
    public async Task Token_of_the_environment_goes_to_this_machine_without_TLS()
    {
        await using var coordinator = await FakeCoordinator.StartAsync();
        coordinator.Give("List", new Wire.ListSweepsReply());
        var result = await Cli.RunAsync(
            Token($" {Secret}\n"), "list", "--coordinator", coordinator.Address.ToString());
        Assert.True(result.Code == ExitCode.Ok, result.Error);
        Assert.Equal([$"Bearer {Secret}"], coordinator.Authorizations);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("work")]
    public async Task Token_for_another_machine_without_TLS_is_bad_input(string command)
    {
        var result = await Cli.RunAsync(Token(Secret), command, "--coordinator", "http://192.0.2.1:5080");
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("http://192.0.2.1:5080: a token would go there without TLS", result.Error);
        Assert.Contains("--insecure", result.Error);
        Assert.DoesNotContain(Secret, result.Error);
    }

    [Theory]
    [InlineData("too-short")]
    [InlineData("with spaces in the middle")]
    [InlineData("with-a-line\nbreak-within")]
    public async Task Token_that_is_none_is_bad_input_and_not_shown(string token)
    {
        var byVariable = await Cli.RunAsync(Token(token), "list", "--coordinator", "https://h");
        Assert.Equal(ExitCode.BadInput, byVariable.Code);
        Assert.StartsWith($"error: {AccessOptions.TokenVariable}: ", byVariable.Error);
        Assert.DoesNotContain(token, byVariable.Error);
        var byFile = await Cli.RunAsync(
            "list", "--coordinator", "https://h", "--token-file", _cli.Write("token", token));
        Assert.Equal(ExitCode.BadInput, byFile.Code);
        Assert.DoesNotContain(token, byFile.Error);
    }

    [Fact]
    public async Task Files_that_cannot_be_used_are_bad_input()
    {
        var (mine, other, none) = (_authority.Client("me"), _authority.Client("other"), _cli.Write("none", "nothing"));
        string[][] wrong =
        [
            ["--ca", "/not/there"], ["--ca", none], ["--client-certificate", mine.Certificate], ["--client-key", mine.Key],
            ["--client-certificate", mine.Certificate, "--client-key", other.Key],
            ["--client-certificate", none, "--client-key", mine.Key], ["--token-file", "/not/there"],
        ];
        foreach (var options in wrong)
        {
            var result = await Cli.RunAsync(["list", "--coordinator", "https://h", .. options]);
            Assert.True(result.Code == ExitCode.BadInput, $"{string.Join(' ', options)}: {result.Code} {result.Error}");
            Assert.StartsWith("error: ", result.Error);
        }

        var pair = await Cli.RunAsync(
            name => name == AccessOptions.CertificateVariable ? mine.Certificate : null, "list", "--coordinator", "https://h");
        Assert.Equal(ExitCode.BadInput, pair.Code);
        Assert.Contains(AccessOptions.KeyVariable, pair.Error);
    }

    [Fact]
    public async Task Refusal_has_a_code_of_its_own_and_says_what_to_set()
    {
        await using var coordinator = await FakeCoordinator.StartAsync();
        coordinator.Refuse("List", Grpc.Core.StatusCode.Unauthenticated, "a token is needed");
        var unknown = await Cli.RunAsync("list", "--coordinator", coordinator.Address.ToString());
        Assert.Equal(ExitCode.Refused, unknown.Code);
        Assert.StartsWith("error: the coordinator refuses: a token is needed; name a token with --token-file", unknown.Error);
        coordinator.Refuse("Pause", Grpc.Core.StatusCode.PermissionDenied, "Pause needs the role admin");
        var forbidden = await Cli.RunAsync("pause", "x", "--coordinator", coordinator.Address.ToString());
        Assert.Equal(ExitCode.Refused, forbidden.Code);
        Assert.Contains("Pause needs the role admin; name the token of a role that may", forbidden.Error);
    }

    private static Func<string, string?> Token(string token) => name => name == AccessOptions.TokenVariable ? token : null;
}
