import { z } from 'zod';

// zod would try to compile its checks from text, which the page's policy forbids and reports. Whoever builds one has this first.
z.config({ jitless: true });

export { z };
