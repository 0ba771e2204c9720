using Orchestrator.Host.Commands.Options;

namespace Orchestrator.Host.Tests.Commands.Options;

/// <summary>Options name themselves, the text and what is allowed when they refuse.</summary>
public sealed class OptionTests
{
    [Theory]
    [InlineData("--slots '0' is not a whole number from 1 to 1024", "work", "--slots", "0")]
    [InlineData("--slots 'many' is not a whole number", "run", "titanic-quick", "--slots", "many")]
    [InlineData("--device 'gpu' is not a device", "work", "--device", "gpu")]
    [InlineData("--device 'cuda:64' is not a device", "work", "--device", "cuda:0,cuda:64")]
    [InlineData("--device 'cpu:1' is not a device", "work", "--device", "cpu", "--device", "cpu:1")]
    [InlineData("--slots and --device exclude each other", "work", "--device", "cpu", "--slots", "2")]
    [InlineData("--name 'a b' is not a name", "work", "--name", "a b")]
    [InlineData("--name '' is not a name", "work", "--name", "")]
    [InlineData("--drain '-1' is not a number of seconds", "work", "--drain", "-1")]
    [InlineData("--drain 'NaN' is not a number of seconds", "work", "--drain", "NaN")]
    [InlineData("--coordinator 'localhost:5080' is not a URL", "work", "--coordinator", "localhost:5080")]
    [InlineData("--coordinator 'ftp://a' is not a URL", "workers", "--coordinator", "http://a,ftp://a")]
    [InlineData("--coordinator 'http://a/b' is not a URL", "workers", "--coordinator", "http://a/b")]
    [InlineData("--priority '1001' is not a whole number from -1000 to 1000", "submit", "x", "--priority", "1001")]
    [InlineData("--idempotency-key 'ü' is not a key", "submit", "x", "--idempotency-key", "ü")]
    [InlineData("--data and --coordinator exclude", "list", "--data", "x", "--coordinator", "http://a")]
    public async Task Refusal_names_option_text_and_what_is_allowed(string message, params string[] args)
    {
        var result = await Cli.RunAsync(args);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains(result.ErrorLines, line => line.StartsWith($"error: {message}", StringComparison.Ordinal));
        Assert.Empty(result.Out);
    }

    [Theory]
    [InlineData("127.0.0.1:5080", "127.0.0.1:5080")]
    [InlineData("0.0.0.0:0", "0.0.0.0:0")]
    [InlineData("localhost:1", "127.0.0.1:1")]
    [InlineData("[::1]:65535", "[::1]:65535")]
    [InlineData("*:80", "[::]:80")]
    [InlineData("127.0.0.1", null)]
    [InlineData(":5080", null)]
    [InlineData("::1:5080", null)]
    [InlineData("[::1]", null)]
    [InlineData("127.0.0.1:65536", null)]
    [InlineData("127.0.0.1:-1", null)]
    [InlineData("127.0.0.1:", null)]
    [InlineData("example.org:80", null)]
    [InlineData("http://127.0.0.1:80", null)]
    public void Listen_takes_an_address_and_a_port(string text, string? read) =>
        Assert.Equal(read, ListenOption.TryRead(text, out var value) ? value.ToString() : null);

    [Fact]
    public async Task Coordinator_of_the_environment_is_checked_too()
    {
        var result = await Cli.RunAsync(
            name => name == CoordinatorOption.Variable ? "nonsense" : null, "workers");
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains($"{CoordinatorOption.Variable} 'nonsense' is not a URL", Assert.Single(result.ErrorLines));
    }

    [Theory]
    [InlineData("node-1.example.org", "node-1.example.org-7")]
    [InlineData("knödel box", "kn-del-box-7")]
    public void Name_of_a_worker_is_made_of_allowed_characters(string machine, string name) =>
        Assert.Equal(name, TextOption.DefaultWorkerName(machine, 7));
}
