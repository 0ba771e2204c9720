namespace Akka.Actor;

/// <summary>Names for actors that were given none: $a, $b, … $aa.</summary>
internal static class GeneratedName
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    public static string Of(long number)
    {
        var name = "$";
        do
        {
            name += Letters[(int)(number % Letters.Length)];
            number /= Letters.Length;
        }
        while (number > 0);
        return name;
    }
}
