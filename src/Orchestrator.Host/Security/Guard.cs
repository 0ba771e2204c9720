using System.Security.Principal;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Orchestrator.Host.Telemetry;

namespace Orchestrator.Host.Security;

/// <summary>
/// Lets a call through where the rules allow it to its caller, and within the caller's limits; else refuses and logs
/// it. Headers are not logged. Goes after the routing.
/// </summary>
internal sealed class Guard(
    RequestDelegate next, CallerIdentity identity, CallBudgets budgets, OpenStreams streams, RefusalLog log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var (access, method) = AccessRules.Of(context.GetEndpoint());
        var caller = identity.Of(context);
        if ((budgets.Request(caller) ?? Judge(caller, access, method)) is { } refusal)
        {
            await RefuseAsync(refusal).ConfigureAwait(false);
            return;
        }

        if (caller.IsNamed)
            context.User = new GenericPrincipal(new GenericIdentity(caller.Name), null);
        if (IsUnary(context))
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var tooMany = budgets.Stream(caller, out var lease);
        using (lease)
            await (tooMany is null ? StreamAsync(context, caller) : RefuseAsync(tooMany)).ConfigureAwait(false);

        Task RefuseAsync(Refusal refusal)
        {
            Instruments.CountRefusal(refusal.HttpStatus);
            log.Add(method, caller.Name, refusal.Message);
            return RefusedResponse.WriteAsync(context, refusal);
        }
    }

    private static Refusal? Judge(Caller caller, Access access, string method)
    {
        if (access == Access.Anyone)
            return null;
        if (caller.Role is not { } role)
            return Refusal.Unknown(caller.Missing!);
        if (AccessRules.Allows(role, access))
            return null;
        return Refusal.Forbidden(access == Access.Nobody
            ? $"{method}: nobody may call it"
            : $"{method} needs the role {AccessRules.RolesFor(access)}; {caller.Name} has the role "
                + TokenTable.NameOf(role));
    }

    private static bool IsUnary(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.Type is null or MethodType.Unary;

    private async Task StreamAsync(HttpContext context, Caller caller)
    {
        if (caller.Token is null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var aborted = context.RequestAborted;
        using var stream = streams.Add(caller.Token, aborted);
        try
        {
            context.RequestAborted = stream.Token;
            context.Features.Set(stream);
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }
}
