namespace Grpc.Core;

/// <summary>Carries a call's deadline and cancellation into calls made for it.</summary>
public abstract class ContextPropagationToken
{
    private protected ContextPropagationToken()
    {
    }
}
