using Npgsql;
using Orchestrator.Journal.Files;
using Orchestrator.Journal.Locations;

namespace Orchestrator.Journal.Tests.Locations;

public sealed class StoreLocationTests
{
    [Theory]
    [InlineData("data")]
    [InlineData("/var/lib/orchestrator")]
    [InlineData("./a:b@c")]
    [InlineData("postgres:data")]
    public void Path_is_a_data_folder(string path) =>
        Assert.Equal(new StoreLocation.Sqlite(path), StoreLocation.Parse(path));

    [Fact]
    public void Folder_of_nothing_said_is_the_default_one() =>
        Assert.Equal(DataDirectory.DefaultPath, StoreLocation.Sqlite.Default.Path);

    [Theory]
    [InlineData("postgres://db.example/results", "db.example", 5432, null, null, "results")]
    [InlineData("PostgreSQL://db:5433/results", "db", 5433, null, null, "results")]
    [InlineData("postgres://ada@db/results", "db", 5432, "ada", null, "results")]
    [InlineData("postgres://ada:pa%3Ass%2F%40%3F%23%25@db/re%20sults", "db", 5432, "ada", "pa:ss/@?#%", "re sults")]
    [InlineData("postgres://ada:p@ss:word@db/results", "db", 5432, "ada", "p@ss:word", "results")]
    [InlineData("postgres://ada:p;Host=evil;'\"@db/results", "db", 5432, "ada", "p;Host=evil;'\"", "results")]
    [InlineData("postgres://[::1]:5433/results", "::1", 5433, null, null, "results")]
    [InlineData("postgres://[fe80::1]/results", "fe80::1", 5432, null, null, "results")]
    [InlineData("postgres:///results?host=/run/postgresql", "/run/postgresql", 5432, null, null, "results")]
    public void Url_names_a_database(string url, string host, int port, string? user, string? password, string database)
    {
        var read = Read(url);

        Assert.Equal((host, port, user, password, database),
            (read.Host, read.Port, read.Username, read.Password, read.Database));
    }

    [Fact]
    public void Url_without_options_has_ours()
    {
        var read = Read("postgres://db/results");

        Assert.Equal(("orchestrator", 5, 20), (read.ApplicationName, read.Timeout, read.MaxPoolSize));
    }

    [Theory]
    [InlineData("disable", SslMode.Disable)]
    [InlineData("allow", SslMode.Allow)]
    [InlineData("prefer", SslMode.Prefer)]
    [InlineData("require", SslMode.Require)]
    [InlineData("verify-ca", SslMode.VerifyCA)]
    [InlineData("Verify-Full", SslMode.VerifyFull)]
    public void Sslmode_is_taken(string text, SslMode mode) =>
        Assert.Equal(mode, Read($"postgres://db/results?sslmode={text}").SslMode);

    [Fact]
    public void Options_are_taken()
    {
        var read = Read(
            "postgres://db/results?application_name=lab%201&connect_timeout=7&pool_size=3&sslrootcert=/ca.pem"
            + "&sslcert=/c.pem&sslkey=/k.pem&passfile=/pass&options=-c%20search_path%3Dlab&HOST=other");

        Assert.Equal(("lab 1", 7, 3, "/ca.pem"),
            (read.ApplicationName, read.Timeout, read.MaxPoolSize, read.RootCertificate));
        Assert.Equal(("/c.pem", "/k.pem", "/pass", "-c search_path=lab", "other"),
            (read.SslCertificate, read.SslKey, read.Passfile, read.Options, read.Host));
    }

    [Theory]
    [InlineData("", "a store is a folder or a URL postgres://user:password@host:port/database")]
    [InlineData("mysql://db/results", "a store cannot be at mysql://")]
    [InlineData("postgres://", "names no database")]
    [InlineData("postgres://db", "names no database")]
    [InlineData("postgres://db/", "names no database")]
    [InlineData("postgres://db/a/b", "names no database")]
    [InlineData("postgres:///results", "names no host")]
    [InlineData("postgres://ada:s3cret@/results", "names no host")]
    [InlineData("postgres://db:x/results", "a port that is no number from 1 to 65535")]
    [InlineData("postgres://db:0/results", "a port that is no number from 1 to 65535")]
    [InlineData("postgres://db:65536/results", "a port that is no number from 1 to 65535")]
    [InlineData("postgres://ada:s3c/ret@db/results", "a port that is no number")]
    [InlineData("postgres://ada:s3c?ret@db/results", "a port that is no number")]
    [InlineData("postgres://a,b/results", "names several hosts")]
    [InlineData("postgres://::1/results", "put it in brackets: [::1]")]
    [InlineData("postgres://[::1/results", "an address in brackets that does not end")]
    [InlineData("postgres://ada:s3cret%4@db/results", "a % in its password that no two hexadecimal digits follow")]
    [InlineData("postgres://ada:s3cret%0A@db/results", "a password with a control character")]
    [InlineData("postgres://db/results?ssl=on", "an option that is not known; there are application_name, ")]
    [InlineData("postgres://db/results?sslmode", "no value for sslmode")]
    [InlineData("postgres://db/results?sslmode=on", "an sslmode that is not known; there are disable, ")]
    [InlineData("postgres://db/results?connect_timeout=-1", "a connect_timeout that is no number from 1 to 1024")]
    public void Location_that_cannot_be_read_is_refused_in_one_line_without_the_password(string text, string reason)
    {
        var refusal = Assert.Throws<FormatException>(() => StoreLocation.Parse(text));

        Assert.Contains(reason, refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.DoesNotContain("s3c", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://ada:s3cret@db/results?sslmode=require", "postgres://ada@db:5432/results")]
    [InlineData("postgres://a%40b:s3cret@[::1]:9/re%20s", "postgres://a%40b@[::1]:9/re%20s")]
    [InlineData("postgres://db/results", "postgres://db:5432/results")]
    public void Location_is_shown_without_its_password(string url, string shown)
    {
        var location = StoreLocation.Parse(url);

        Assert.Equal(shown, location.ToString());
        Assert.DoesNotContain("s3cret", $"{location}", StringComparison.Ordinal);
    }

    private static NpgsqlConnectionStringBuilder Read(string url) =>
        new(Assert.IsType<StoreLocation.Postgres>(StoreLocation.Parse(url)).ConnectionString);
}
