using Grpc.Core;
using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol.Access;
using Orchestrator.Training;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Host.Tests;

public sealed class FailureReportTests
{
    private static readonly Uri Far = new("http://far:5080");

    public static TheoryData<Exception, int, int> Failures { get; } = new()
    {
        { new BadInputException(["one", "two"]), ExitCode.BadInput, 2 },
        { new DatasetException(["one", "two", "three"]), ExitCode.BadInput, 3 },
        { new StoreException("full"), ExitCode.StoreProblem, 1 },
        { new InvalidOperationException("outer", new StoreException("full")), ExitCode.StoreProblem, 1 },
        { new AggregateException(new StoreException("full")), ExitCode.StoreProblem, 1 },
        { new MissingLibraryException("libxgboost.so.0", "libxgboost0"), ExitCode.Unexpected, 1 },
        { new TypeInitializationException("X", new MissingLibraryException("l", "p")), ExitCode.Unexpected, 1 },
        { Refused(StatusCode.Unauthenticated), ExitCode.Refused, 1 },
        { Refused(StatusCode.PermissionDenied), ExitCode.Refused, 1 },
        { new AccessRefusedException(Far, new(AccessProblem.TlsExpected, "x")), ExitCode.Refused, 1 },
        { new OperationCanceledException(), ExitCode.Interrupted, 1 },
        { new InvalidOperationException("a\nb"), ExitCode.Unexpected, 1 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failure_has_its_exit_code_and_a_line_for_each_problem(Exception failure, int code, int lines)
    {
        using var error = new StringWriter();
        Assert.Equal(code, FailureReport.Write(failure, error, debug: false));
        var written = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines, written.Length);
        Assert.All(written, line => Assert.StartsWith("error: ", line));
    }

    [Theory]
    [InlineData(AccessProblem.Identity, "--token-file")]
    [InlineData(AccessProblem.Role, "role")]
    [InlineData(AccessProblem.ServerCertificate, "--ca")]
    [InlineData(AccessProblem.ClientCertificate, "--client-certificate")]
    [InlineData(AccessProblem.TlsExpected, "https://")]
    [InlineData(AccessProblem.TlsMissing, "http://")]
    [InlineData(AccessProblem.TokenUnprotected, "--insecure")]
    [InlineData(AccessProblem.LeaderUnprotected, "--advertise")]
    public void Refused_access_names_the_coordinator_and_what_to_set(AccessProblem problem, string setting)
    {
        using var error = new StringWriter();
        FailureReport.Write(new AccessRefusedException(Far, new AccessRefusal(problem, "the reason")), error, false);
        Assert.StartsWith("error: http://far:5080: the reason; ", error.ToString());
        Assert.Contains(setting, error.ToString());
    }

    private static RpcException Refused(StatusCode code) => new(new Status(code, "no"));

    [Fact]
    public void Failure_with_debugging_shows_the_whole_exception()
    {
        using var error = new StringWriter();
        FailureReport.Write(new StoreException("full"), error, debug: true);
        Assert.Contains(typeof(StoreException).FullName!, error.ToString());
    }

    [Fact]
    public void Missing_library_names_the_package_to_install()
    {
        using var error = new StringWriter();
        FailureReport.Write(new MissingLibraryException("libxgboost.so.0", "libxgboost0"), error, debug: false);
        Assert.Contains("apt-get install libxgboost0", error.ToString());
    }
}
