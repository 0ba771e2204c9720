using System.Security.Cryptography;
using System.Text;
using Orchestrator.Host.Security;

namespace Orchestrator.Host.Tests.Security;

public sealed class TokenReaderTests
{
    private const string Token = "a-secret-of-22-letters";
    private static readonly string Hash = "sha256:" + Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Token)));

    [Fact]
    public void Lines_name_who_may_call_by_token_or_by_its_hash()
    {
        var table = TokenReader.Read("tokens", $"""
            # the pool
            pool.1   worker  pool-secret-of-22-letters   # replaced in June

            ops-team admin {Hash}
            """, '\n');
        Assert.Equal(
            [("pool.1", Role.Worker), ("ops-team", Role.Admin)], table.Entries.Select(e => (e.Name, e.Role)));
        Assert.Equal("ops-team", table.Find(Token)?.Name);
        Assert.Equal("pool.1", table.Find("pool-secret-of-22-letters")?.Name);
        Assert.Null(table.Find("pool-secret-of-22-letterS"));
    }

    [Fact]
    public void Environment_has_semicolons_or_lines()
    {
        var tokens = AccessTokens.Given($"a read {Token};b worker {Token}2;\nc submit {Token}3", TimeProvider.System);
        Assert.Equal(["a", "b", "c"], tokens.Current.Entries.Select(e => e.Name));
    }

    [Fact]
    public void Only_the_hash_of_a_token_is_kept()
    {
        var entry = Assert.Single(TokenReader.Read("tokens", $"me read {Token}", '\n').Entries);
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(Token)), entry.Hash);
        Assert.DoesNotContain(Token, entry.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_by_line_and_field_without_any_text_of_the_file()
    {
        string[] lines =
        [
            $"one read {Token}",                    // 1: right
            $"two boss {Token}2",                   // 2: the role
            $"three {Token}3",                      // 3: the fields
            $"{Token}4 read",                       // 4: the fields
            $"five read {Token} secret-again",      // 5: the fields
            $"sïx read {Token}6",                   // 6: the name
            "seven read secret",                    // 7: too short
            "eight read secret-with-\"-inside-of-it", // 8: a character
            "nine read sha256:secret",              // 9: the hash
            $"one admin {Token}10",                 // 10: the name of 1
            $"eleven admin {Token}",                // 11: the token of 1
            $"read {Token}12 admin",                // 12: role and token
            $"{new string('n', 65)} read {Token}13", // 13: the name
        ];
        var refused = Assert.Throws<BadInputException>(
            () => TokenReader.Read("/etc/tokens", string.Join('\n', lines), '\n'));
        (int Line, string Says)[] expected =
        [
            (2, "the role (second field) is none of read, submit, admin, worker"),
            (3, "2 fields; a line has three"), (4, "2 fields"), (5, "4 fields"),
            (6, "the name (first field) is not 1 to 64 letters"),
            (7, "the token has 6 characters; it is 16 to 1024"),
            (8, "a character that is not allowed"), (9, "64 hexadecimal digits"),
            (10, "the name is that of line 1"), (11, "the token is that of line 1"),
            (12, "the role (second field)"), (12, "the token has 5 characters"), (13, "the name (first field)"),
        ];
        Assert.Equal(expected.Length, refused.Problems.Count);
        foreach (var ((line, says), problem) in expected.Zip(refused.Problems))
        {
            Assert.StartsWith($"/etc/tokens, line {line}: ", problem, StringComparison.Ordinal);
            Assert.Contains(says, problem, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nobody\n\n   \n")]
    public void Table_without_tokens_is_refused(string text)
    {
        var refused = Assert.Throws<BadInputException>(() => TokenReader.Read("tokens", text, '\n'));
        Assert.Contains("there is no token", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_problems_are_counted()
    {
        var text = string.Concat(Enumerable.Repeat("what is\n", 50));
        var refused = Assert.Throws<BadInputException>(() => TokenReader.Read("tokens", text, '\n'));
        Assert.Equal(21, refused.Problems.Count);
        Assert.Contains("and 30 more", refused.Problems[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(-1)]
    public void Lookup_compares_with_every_entry_wherever_the_token_stands(int place)
    {
        var entries = Enumerable.Range(0, 7).Select(i => new TokenEntry(
            $"n{i}", Role.Read, SHA256.HashData(Encoding.ASCII.GetBytes($"{Token}{i}")))).ToList();
        var compared = 0;
        var found = new TokenTable(entries).Find($"{Token}{place}", (left, right) =>
        {
            compared++;
            return CryptographicOperations.FixedTimeEquals(left, right);
        });
        Assert.Equal(7, compared);
        Assert.Equal(place < 0 ? null : $"n{place}", found?.Name);
    }

    [Fact]
    public void Lookup_uses_the_comparison_of_fixed_time()
    {
        // The public lookup is the internal one with this comparison: a table of hashes that differ in any byte.
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(Token));
        for (var i = 0; i < hash.Length; i++)
        {
            byte[] other = [.. hash];
            other[i] ^= 1;
            Assert.Null(new TokenTable([new TokenEntry("n", Role.Read, other)]).Find(Token));
        }

        TokenTable.HashComparison fixedTime = CryptographicOperations.FixedTimeEquals;
        Assert.Equal(fixedTime, TokenTable.FixedTime);
    }

    [Fact]
    public void What_is_no_token_is_nobodys_even_where_its_hash_is_listed()
    {
        foreach (var text in (string[])["", "short", new string('x', 1025), "with a space in the token"])
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
            byte[] nothing = SHA256.HashData([]);
            var table = new TokenTable([new("a", Role.Admin, hash), new("b", Role.Admin, nothing)]);
            Assert.Null(table.Find(text));
        }
    }

    [Fact]
    public void Tokens_are_read_again_and_a_broken_new_version_changes_nothing()
    {
        using var folder = new SecretFolder();
        var told = new List<string>();
        var tokens = AccessTokens.Open(folder.Write("tokens", $"a read {Token}"), folder.Time);
        tokens.Refused = told.AddRange;
        folder.Write("tokens", $"a read {Token}\nb admin secret");
        folder.Wait();
        Assert.Equal("a", tokens.Current.Find(Token)?.Name);
        Assert.Contains("line 2", Assert.Single(told), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told[0].Replace(folder["tokens"], "", StringComparison.Ordinal), StringComparison.Ordinal);
        folder.Write("tokens", $"b admin {Token}");
        folder.Wait();
        Assert.Equal("b", tokens.Current.Find(Token)?.Name);
    }
}
