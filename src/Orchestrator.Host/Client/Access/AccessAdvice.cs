using Grpc.Core;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Protocol.Access;

namespace Orchestrator.Host.Client.Access;

/// <summary>What to do about a coordinator that refuses, in terms of this program's options.</summary>
internal static class AccessAdvice
{
    /// <summary>What is lacking at a coordinator, and what to set, in a line.</summary>
    public static string Of(AccessRefusedException refused) => $"{refused.Message}; {Of(refused.Refusal.Problem)}";

    /// <summary>The same for a call that was answered so; the coordinator is the one that was asked.</summary>
    public static string Of(RpcException refused)
    {
        var problem = refused.StatusCode == StatusCode.Unauthenticated ? AccessProblem.Identity : AccessProblem.Role;
        return $"the coordinator refuses: {CoordinatorSearch.Reason(refused)}; {Of(problem)}";
    }

    private static string Of(AccessProblem problem) => problem switch
    {
        AccessProblem.Identity => $"name a token with {AccessOptions.TokenFileName} or {AccessOptions.TokenVariable}, "
            + $"or a certificate with {AccessOptions.CertificateName} and {AccessOptions.KeyName}",
        AccessProblem.Role => $"name the token of a role that may with {AccessOptions.TokenFileName} or "
            + AccessOptions.TokenVariable,
        AccessProblem.ServerCertificate => $"name its authority with {AccessOptions.CaName}, and the coordinator as "
            + "its certificate does",
        AccessProblem.ClientCertificate => $"name a certificate that its authority has signed with "
            + $"{AccessOptions.CertificateName} and {AccessOptions.KeyName}",
        AccessProblem.TlsExpected => "ask for https://",
        AccessProblem.TlsMissing => "ask for http://, or start it with --certificate and --key",
        AccessProblem.TokenUnprotected => $"ask for https://, or allow it with {AccessOptions.InsecureName}",
        AccessProblem.LeaderUnprotected => "start it with --certificate and --key and an --advertise of https://",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, null),
    };
}
