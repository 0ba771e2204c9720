using Orchestrator.Host.Security;

namespace Orchestrator.Host.Tests.Security;

public sealed class TokenFileTests : IDisposable
{
    private const string First = "first-token-of-a-test";
    private const string Second = "second-token-of-a-test";
    private readonly SecretFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Token_is_the_files_text_without_white_space_around_it()
    {
        var file = _folder.Write("token", $"  {First}\n");
        Assert.Equal(First, TokenFile.Open(file, _folder.Time).Current);
    }

    [Fact]
    public void New_token_is_read_within_a_second_or_so_and_not_at_every_call()
    {
        var token = TokenFile.Open(_folder.Write("token", First), _folder.Time);
        _folder.Write("token", Second);
        Assert.Equal(First, token.Current);
        _folder.Wait();
        Assert.Equal(Second, token.Current);
    }

    [Fact]
    public void File_behind_links_is_read_again_when_a_link_is_turned()
    {
        // As a cluster mounts secrets: token -> ..data/token, ..data -> a folder of this version.
        Directory.CreateDirectory(_folder["v1"]);
        Directory.CreateDirectory(_folder["v2"]);
        _folder.Write("v1/token", First);
        _folder.Write("v2/token", First.Replace("first", "third", StringComparison.Ordinal));
        Directory.CreateSymbolicLink(_folder["..data"], "v1");
        File.CreateSymbolicLink(_folder["token"], "..data/token");
        var token = TokenFile.Open(_folder["token"], _folder.Time);
        Assert.Equal(First, token.Current);
        Directory.Delete(_folder["..data"]);
        Directory.CreateSymbolicLink(_folder["..data"], "v2");
        _folder.Wait();
        Assert.StartsWith("third", token.Current, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_new_version_is_told_once_and_leaves_the_old_one_in_force()
    {
        var told = new List<string>();
        var token = TokenFile.Open(_folder.Write("token", First), _folder.Time);
        token.Refused = told.AddRange;
        _folder.Write("token", "too-short");
        for (var times = 0; times < 3; times++)
        {
            _folder.Wait();
            Assert.Equal(First, token.Current);
        }

        Assert.Single(told);
        Assert.DoesNotContain("too-short", told[0], StringComparison.Ordinal);
        File.Delete(_folder["token"]);
        _folder.Wait();
        Assert.Equal(First, token.Current);
        Assert.Equal(2, told.Count);
        _folder.Write("token", Second);
        _folder.Wait();
        Assert.Equal(Second, token.Current);
    }

    [Theory]
    [InlineData("", "0 characters")]
    [InlineData("fifteen-letters", "15 characters")]
    [InlineData("two-words-of-a secret-token", "not allowed")]
    [InlineData("two-lines-of-a-secret\nanother-line-of-it", "not allowed")]
    [InlineData("secret-with-umlaut-ä", "not allowed")]
    [InlineData("secret-with-quote-\"", "not allowed")]
    public void What_is_no_token_is_refused_without_showing_it(string text, string problem)
    {
        var refused = Assert.Throws<BadInputException>(
            () => TokenFile.Open(_folder.Write("token", text), _folder.Time));
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.Contains(_folder["token"], refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message.Replace("orchestrator-secrets-", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_cannot_be_read_as_text_are_refused()
    {
        File.WriteAllBytes(_folder["bytes"], [0xff, 0xfe, 0xfd, .. new byte[20]]);
        File.WriteAllBytes(_folder["large"], new byte[1024 * 1024 + 1]);
        foreach (var name in (string[])["missing", ".", "bytes", "large"])
            Assert.Throws<BadInputException>(() => TokenFile.Open(_folder[name], _folder.Time));
    }
}
